import type { Definitions, JsonSchema } from '@persist/contract';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { Violation } from '../validator.js';
import { chooseBranch, describeBranches } from './any-of.js';
import { dottedPath, pointerSegment } from './dotted-path.js';
import { compileAllErrors } from './schema-compiler.js';
import { violationMessage } from './violation-message.js';

const MAX_VIOLATIONS = 20;
/** The errors of a larger value could take more memory than the value itself: only the first is reported. */
const MAX_VALUES = 5000;

/** What is wrong with a value that its schema does not accept, given the first error; never empty. */
export function violationsOf(
  value: unknown,
  firstError: readonly ErrorObject[],
  { schema, defs }: { readonly schema: JsonSchema; readonly defs: Definitions },
): readonly Violation[] {
  const report: Violation[] = [];
  const thorough = isSmall(value);
  // Where branches of a union failed, the error of the union itself comes last.
  const errors = thorough ? allErrors(schema, defs, value) : firstError.slice(-1);
  collect({ errors, root: value, pointer: '', defs, thorough }, report);
  return report;
}

interface Findings {
  readonly errors: readonly ErrorObject[];
  readonly root: unknown;
  /** JSON pointer from the root to the value that was checked. */
  readonly pointer: string;
  readonly defs: Definitions;
  readonly thorough: boolean;
}

function collect(findings: Findings, report: Violation[]): void {
  const { errors, root, pointer } = findings;
  const unions = outermostUnions(errors);
  for (const error of errors) {
    if (report.length >= MAX_VIOLATIONS) return;
    const union = unions.find((each) => isBelow(error.instancePath, each.instancePath));
    if (union === undefined) {
      const place = pointer + error.instancePath + memberAtFault(error);
      add(report, { path: dottedPath(root, place), message: violationMessage(error) });
    } else if (union === error) {
      explainUnion(union, { ...findings, pointer: pointer + error.instancePath }, report);
    }
  }
}

/** The errors of all branches together say nothing: either one branch is meant, or the alternatives are named. */
function explainUnion(union: ErrorObject, findings: Findings, report: Violation[]): void {
  const { root, pointer, defs, thorough } = findings;
  const branches = union.schema as readonly JsonSchema[];
  const meant = thorough ? chooseBranch(branches, union.data, defs) : undefined;
  if (meant === undefined) {
    add(report, { path: dottedPath(root, pointer), message: describeBranches(branches, defs) });
  } else {
    collect({ ...findings, errors: allErrors(meant, defs, union.data) }, report);
  }
}

/** Two keywords can stand for one rule. */
function add(report: Violation[], { path, message }: Violation): void {
  if (!report.some((known) => known.path === path && known.message === message))
    report.push({ path, message });
}

/** The `anyOf` errors that do not lie within the value of another. */
function outermostUnions(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf');
  return unions.filter(({ instancePath }, position) =>
    unions.every((other, index) => {
      // Of nested unions over one value the outer one is reported last.
      if (other.instancePath === instancePath) return index <= position;
      return !isBelow(instancePath, other.instancePath);
    }),
  );
}

function isBelow(path: string, ancestor: string): boolean {
  return path === ancestor || path.startsWith(`${ancestor}/`);
}

/** A member that is missing or unknown is the place itself, not the object around it. */
function memberAtFault({ keyword, params }: ErrorObject): string {
  const { missingProperty, additionalProperty } = params as Readonly<Record<string, string | undefined>>;
  if (keyword === 'required') return `/${pointerSegment(missingProperty!)}`;
  if (keyword === 'additionalProperties') return `/${pointerSegment(additionalProperty!)}`;
  return '';
}

const compiled = new WeakMap<Definitions, WeakMap<JsonSchema, ValidateFunction>>();

function allErrors(schema: JsonSchema, defs: Definitions, value: unknown): readonly ErrorObject[] {
  const validate = compiledOnce(schema, defs);
  validate(value);
  return validate.errors ?? [];
}

function compiledOnce(schema: JsonSchema, defs: Definitions): ValidateFunction {
  const known = compiled.get(defs) ?? new WeakMap<JsonSchema, ValidateFunction>();
  compiled.set(defs, known);
  const validate = known.get(schema) ?? compileAllErrors(schema, defs);
  known.set(schema, validate);
  return validate;
}

function isSmall(value: unknown): boolean {
  const open: unknown[] = [value];
  for (let seen = 1; open.length > 0;) {
    const next = open.pop();
    if (typeof next !== 'object' || next === null) continue;
    const inner: unknown[] = Object.values(next);
    seen += inner.length;
    if (seen > MAX_VALUES) return false;
    open.push(...inner);
  }
  return true;
}
