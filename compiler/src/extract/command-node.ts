import { auditEvent, type AuditLabelNode, type CommandNode, type Json } from '@persist/contract';
import { DecoratorOptions, flag, text, type OptionRule } from './decorator-options.js';
import { findMark, type Mark } from './marks.js';
import type { Member } from './members.js';
import { methodFacts } from './method-facts.js';
import type { ModelClass } from './model-class.js';

/** A method marked `@command`. */
export function commandNode(member: Member, mark: Mark, model: ModelClass): CommandNode | undefined {
  const method = methodFacts(member, model);
  if (method === undefined) return undefined;
  const { facts, injectsContext } = method;
  const { extraction, invariantErrors } = model;
  const options = new DecoratorOptions(mark, `${member.path}: @command`, {
    checker: extraction.app.checker,
    problems: extraction.problems,
  });
  const outbox = outboxTopic(member, facts.result !== null, model);
  for (const { call, place } of extraction.calls.from([member.node], model.node).clocks) {
    extraction.problems.report(place, 'clock_in_command', member.path, call);
  }
  return {
    kind: 'command',
    ...facts,
    errors: [...new Set([...facts.errors, ...invariantErrors])].sort(),
    injectsContext,
    audit: auditLabel(member.name, options),
    requireIfMatch: options.get('requireIfMatch', flag) ?? false,
    ...(outbox !== undefined && { outbox }),
  };
}

type AuditOption = { readonly event: string; readonly message?: string };

const auditOption: OptionRule<AuditOption> = {
  expected: "{ event: '…', message?: '…' }",
  accepts: (value): value is AuditOption =>
    isObject(value) && text.accepts(value['event'] ?? null) && isTextOrAbsent(value['message']),
};

function auditLabel(name: string, options: DecoratorOptions): AuditLabelNode {
  const label = options.get('audit', auditOption);
  return {
    kind: 'audit-label',
    event: label?.event ?? auditEvent(name),
    ...(label?.message !== undefined && { message: label.message }),
  };
}

function outboxTopic(member: Member, hasResult: boolean, { extraction }: ModelClass): string | undefined {
  const mark = findMark(member.marks, 'outbox');
  if (mark === undefined) return undefined;
  const { app, problems } = extraction;
  if (!hasResult) problems.report(mark.node, 'outbox_without_result', member.path);
  const options = new DecoratorOptions(mark, `${member.path}: @outbox`, { checker: app.checker, problems });
  return options.whole('topic', text);
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrAbsent(value: Json | undefined): boolean {
  return value === undefined || typeof value === 'string';
}
