// The one import of the TypeScript compiler in this package: TypeScript 7 brings another API, and this folder
// is where it has to be fitted. It goes by way of a CommonJS file because `import` would first read through
// all 9 MB for the names of its exports, which takes longer than to run it.
export { default as ts } from './typescript.cjs';
