import type { Problems } from '../problems/problems.js';
import type { AppSnapshot } from '../typescript/app-program.js';
import { ts } from '../typescript/ts.js';
import { classChain } from './class-chain.js';
import type { AppClasses } from './find-classes.js';
import { marksOf } from './marks.js';
import { hasModifier } from './members.js';

interface StrayContext {
  readonly app: AppSnapshot;
  readonly problems: Problems;
}

/** Reports decorated members of classes that no model extends; an abstract one may still find its model. */
export function checkStrayMarks(
  { models, errors, others }: AppClasses,
  { app, problems }: StrayContext,
): void {
  const { checker } = app;
  const used = new Set(models.flatMap(({ node }) => classChain(node, checker).classes));
  for (const node of [...errors.map((error) => error.node), ...others]) {
    if (used.has(node) || hasModifier(node, ts.SyntaxKind.AbstractKeyword)) continue;
    const owner = node.name?.text ?? 'the class';
    for (const member of node.members) {
      const [mark] = marksOf(member, checker);
      if (mark === undefined) continue;
      const name = member.name?.getText() ?? '';
      problems.report(member.name ?? member, 'decorated_outside_model', `${owner}.${name}`, mark.kind, owner);
    }
  }
}
