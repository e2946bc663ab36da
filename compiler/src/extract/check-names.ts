import { kebabCase, type ErrorNode, type ModelNode } from '@persist/contract';
import type { Place } from '../diagnostic.js';
import type { Problems } from '../problems/problems.js';

/** A node of the contract and where its name stands. */
export interface Named<Node> {
  readonly node: Node;
  readonly place: Place;
}

/** Reports models that share a name, and with it table and route, or a class name. */
export function checkModelNames(models: readonly Named<ModelNode>[], problems: Problems): void {
  const byName = new Map<string, Named<ModelNode>>();
  const byClass = new Map<string, Named<ModelNode>>();
  for (const model of models) {
    const { className, name } = model.node;
    const sameClass = byClass.get(className);
    const sameName = byName.get(name);
    if (sameClass !== undefined) {
      problems.report(model.place, 'model_class_duplicate', className, label(className, sameClass));
    } else if (sameName !== undefined) {
      const other = label(sameName.node.className, sameName);
      problems.report(model.place, 'model_name_duplicate', className, name, other);
    }
    byClass.set(className, sameClass ?? model);
    byName.set(name, sameName ?? model);
    if (!isUsable(name)) problems.report(model.place, 'model_name_invalid', className, name);
  }
}

/** Reports domain errors that share a class name. */
export function checkErrorNames(errors: readonly Named<ErrorNode>[], problems: Problems): void {
  const byClass = new Map<string, Named<ErrorNode>>();
  for (const error of errors) {
    const { name } = error.node;
    const other = byClass.get(name);
    if (other !== undefined && name !== '') {
      problems.report(error.place, 'error_name_duplicate', name, label(name, other));
    }
    byClass.set(name, other ?? error);
  }
}

/** SQLite keeps table names that begin with `sqlite_` for itself. */
function isUsable(name: string): boolean {
  return kebabCase(name) === name && /^\p{L}/u.test(name) && !name.startsWith('sqlite-');
}

function label(className: string, { place }: { readonly place: Place }): string {
  return `${className} of ${place.file}`;
}
