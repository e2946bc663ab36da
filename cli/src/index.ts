export type { Place, Problem } from './report/problem.js';
export type { Created } from './scaffold/next-steps.js';
