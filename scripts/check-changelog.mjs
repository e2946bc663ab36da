// Fails unless CHANGELOG.md has a section with entries for the version of the packages, and nothing waits above it.
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const [, ...sections] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
const [unreleased, latest] = ['Unreleased', `${version} - `].map((title) =>
  sections.find((section) => section.startsWith(title)),
);

const problems = [
  ...(hasEntries(unreleased) ? ['Entries stand under Unreleased.'] : []),
  ...(hasEntries(latest) ? [] : [`There is no section with entries for ${version}.`]),
];
for (const problem of problems) console.error(`CHANGELOG.md: ${problem} Run: npm run release:version -- VERSION`);
process.exitCode = problems.length === 0 ? 0 : 1;

function hasEntries(section) {
  return /^- /m.test(section ?? '');
}
