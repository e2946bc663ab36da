import { PersistApp } from '@persist/runtime';
import { Counter, Exhibit, Visit } from '../fixtures/gallery/src/model.js';
import { galleryContract } from './gallery-contract.js';

// Serves the gallery on the folder that is its argument, and says of itself what no answer would.
const before = prototypeMembers();
const app = await PersistApp.open(process.argv[2]!, { contract: await galleryContract() });
for (const model of [Counter, Exhibit, Visit]) await app.serveAutonomousModel(model);
const { url } = await app.listen({ port: 0, host: '127.0.0.1' });
process.on('message', () => {
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  process.send!({ bytes: heapUsed + external, polluted: prototypeMembers().filter((name) => !before.includes(name)) });
});
process.send!({ url });

/** What every object of the process has. */
function prototypeMembers(): string[] {
  return [Object, Array, String, Number, Function, Map, Set, Date, Error].flatMap(({ name, prototype }) =>
    Reflect.ownKeys(prototype as object).map((key) => `${name}.prototype.${String(key)}`),
  );
}
