import type { Components, OpenApiDocument } from './document.js';

/** The document with those components only that its paths lead to: what is never answered is not to be generated. */
export function withoutUnused(document: OpenApiDocument): OpenApiDocument {
  const used = new Set<string>();
  follow(document.paths);
  return { ...document, components: keep(document.components, used) };

  function follow(part: object): void {
    for (const [, reference] of JSON.stringify(part).matchAll(/"#\/components\/([^"]+)"/g)) {
      if (used.has(reference!)) continue;
      used.add(reference!);
      const [kind, name] = reference!.split('/') as [keyof Components, string];
      follow(document.components[kind]![name]!);
    }
  }
}

function keep({ securitySchemes, ...components }: Components, used: ReadonlySet<string>): Components {
  const kept = Object.entries(components).map(([kind, parts]: [string, Readonly<Record<string, object>>]) => [
    kind,
    Object.fromEntries(Object.entries(parts).filter(([name]) => used.has(`${kind}/${name}`))),
  ]);
  const secured = Object.keys(securitySchemes ?? {}).length > 0;
  return { ...(Object.fromEntries(kept) as unknown as Components), ...(secured && { securitySchemes }) };
}
