// The one import of the TypeScript compiler in this package: TypeScript 7 brings another API, and this folder
// is where it has to be fitted.
export { default as ts } from 'typescript';
