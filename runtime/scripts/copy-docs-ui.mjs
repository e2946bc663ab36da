// Puts the API reference beside the compiled code: Swagger UI from its package, and the page's own script and style.
// Compressed here, once, so that neither the package nor a response carries 2 MB.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const own = fileURLToPath(new URL('../assets/docs/', import.meta.url));
const swagger = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const target = fileURLToPath(new URL('../dist/http/docs/ui/', import.meta.url));

mkdirSync(target, { recursive: true });
for (const name of ['docs.js', 'docs.css']) compress(join(own, name), name);
for (const name of ['swagger-ui-bundle.js', 'swagger-ui.css', 'favicon-32x32.png']) compress(join(swagger, name), name);
// The licence asks that both go where the code goes.
for (const name of ['LICENSE', 'NOTICE']) writeFileSync(join(target, `swagger-ui.${name}`), readFileSync(join(swagger, name)));

function compress(file, name) {
  writeFileSync(join(target, `${name}.gz`), gzipSync(readFileSync(file), { level: 9 }));
}
