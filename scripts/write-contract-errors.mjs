// Writes docs/contract-errors.md from the compiler's catalogue of problems; with --check it only tells whether the page
// is up to date (exit code 1 where it is not).
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const page = fileURLToPath(new URL('../docs/contract-errors.md', import.meta.url));

const families = [
  ['Set-up', 'setup', 'What the whole app needs before its types can be read.'],
  ['Models', 'model', 'Classes marked `@model`, and decorators.'],
  ['Members', 'member', 'Fields, getters and methods: what they are, and what they are called.'],
  ['Methods', 'method', 'Commands, queries, views, invariants and constructors.'],
  ['Types', 'type', 'What cannot be stored or sent.'],
  ['Constraints', 'constraint', 'Tags in comments, `@unique` and `@index`.'],
];

const sections = await Promise.all(families.map(section));
const text = `# Errors of the contract

What \`persist dev\`, \`persist build\` and the loader refuse when they read the types of an app, with file, line and column. All
problems of an app are reported at once. \`…\` stands for the names in question.

<!-- Written by scripts/write-contract-errors.mjs from compiler/src/problems/. -->

${sections.join('\n')}`;

if (!process.argv.includes('--check')) writeFileSync(page, text);
else if (readFileSync(page, 'utf8') !== text) {
  console.error('docs/contract-errors.md is out of date. Run: node scripts/write-contract-errors.mjs');
  process.exitCode = 1;
}

async function section([title, name, about]) {
  const module = await import(`../compiler/dist/problems/${name}-problems.js`);
  const rows = Object.entries(module[`${name}Problems`]).map(([code, problem]) => row(code, problem));
  return `## ${title}\n\n${about}\n\n| Code | What is wrong | What to do |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function row(code, problem) {
  const { message, hint, severity = 'error' } = problem(...Array.from({ length: problem.length }, () => '…'));
  const warning = severity === 'warning' ? ' (a warning)' : '';
  return `| \`${code}\`${warning} | ${cell(message)} | ${cell(hint)} |`;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
