import type { Contract, ModelNode, QueryNode, ViewNode } from '@persist/contract';

/** A model as its clients see it. */
export interface ServedModel {
  /** `/api/ledger-books` */
  readonly basePath: string;
  /** Its own first, then what every model has. */
  readonly routes: readonly ServedRoute[];
}

export interface ServedRoute {
  readonly method: string;
  /** Below the base path. */
  readonly path: string;
  /** The member of the class, or what is done. */
  readonly name: string;
}

/** The models of a contract that an app serves, with their routes. */
export function servedModels(contract: Contract, names: readonly string[]): readonly ServedModel[] {
  return contract.models
    .filter(({ name }) => names.includes(name))
    .map((model) => ({
      basePath: `/api/${model.name}`,
      routes: [...memberRoutes(model), ...recordRoutes(model)],
    }));
}

function memberRoutes({ commands, queries, views }: ModelNode): ServedRoute[] {
  return [
    ...commands.map(({ name, path }) => ({ method: 'POST', path: `/{id}/${path}`, name })),
    ...queries.map((query) => ({ method: verb(query), path: `/{id}/${query.path}`, name: query.name })),
    ...views.map((view) => ({ method: verb(view), path: `/{id}/views/${view.path}`, name: view.name })),
  ];
}

function verb({ transport }: QueryNode | ViewNode): string {
  return transport === 'body' ? 'POST' : 'GET';
}

function recordRoutes({ patch, commands }: ModelNode): ServedRoute[] {
  return [
    { method: 'POST', path: '/', name: 'create' },
    { method: 'GET', path: '/', name: 'list' },
    { method: 'GET', path: '/{id}', name: 'get' },
    ...(patch ? [{ method: 'PATCH', path: '/{id}', name: 'patch' }] : []),
    { method: 'DELETE', path: '/{id}', name: 'remove' },
    ...(commands.length > 0 ? [{ method: 'POST', path: '/_bulk/{command}', name: 'bulk' }] : []),
    { method: 'GET', path: '/{id}/_audits', name: 'audits' },
  ];
}
