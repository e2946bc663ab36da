/** Groups of nodes that reach each other (strongly connected components of more than one node), sorted. */
export function findCycles(edges: readonly (readonly [string, string])[]): readonly (readonly string[])[] {
  const successors = new Map<string, Set<string>>();
  for (const [from, to] of edges) {
    if (!successors.has(from)) successors.set(from, new Set());
    successors.get(from)!.add(to);
  }
  const reach = new Map([...successors.keys()].map((node) => [node, reachable(node, successors)] as const));
  const cycles = new Map<string, string[]>();
  for (const [node, reached] of reach) {
    if (!reached.has(node)) continue;
    const members = [...reached].filter((other) => reach.get(other)?.has(node)).sort();
    cycles.set(members.join('\n'), members);
  }
  return [...cycles.values()].sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

function reachable(start: string, successors: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...(successors.get(start) ?? [])];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    open.push(...(successors.get(node) ?? []));
  }
  return reached;
}
