// What a measured server tells the driver.
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const session = new Session();

const answers = {
  cpu() {
    const { user, system } = process.cpuUsage();
    return { cpuUs: user + system };
  },
  memory: () => ({ rssMb: process.memoryUsage.rss() / 2 ** 20 }),
  async 'start-profile'() {
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: 250 });
    await session.post('Profiler.start');
    return {};
  },
  async 'stop-profile'({ file }) {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    writeFileSync(file, JSON.stringify(profile));
    return {};
  },
};

/**
 * Says that the server is ready, answers what it is asked, and ends when it is told to.
 *
 * @param ready `{ url, … }`: where it listens, and what the driver has to know to use it.
 * @param close is awaited before the end.
 */
export function serve(ready, close = () => undefined) {
  process.on('message', async (question) => {
    process.send(await answers[question.what](question));
  });
  // The driver is gone, however that came.
  process.once('disconnect', () => process.exit(1));
  process.once('SIGTERM', async () => {
    await close();
    process.exit(0);
  });
  process.send(ready);
}
