import { findModel, type Contract, type ModelNode } from '@persist/contract';
import { DocumentVocabulary } from './document-vocabulary.js';
import type { OpenApiDocument } from './document.js';
import { modelPaths } from './model-paths.js';
import { sharedHeaders, sharedParameters } from './shared-parts.js';

/** What the documents say about the service. */
export interface DocumentInfo {
  /** Default `API`. */
  readonly title?: string;
  /** Of the service, not of OpenAPI. Default `0.0.0`. */
  readonly version?: string;
  /** What the paths start with. Default `/api`. */
  readonly basePath?: string;
}

/** The OpenAPI 3.1 document of one model. @throws {TypeError} where the contract has no such model. */
export function openApiForModel(contract: Contract, model: string, info: DocumentInfo = {}): OpenApiDocument {
  return openApiForApp(contract, [model], info);
}

/** The OpenAPI 3.1 document of an app that serves `models`. @throws {TypeError} where one is unknown. */
export function openApiForApp(
  contract: Contract,
  models: readonly string[],
  { title = 'API', version = '0.0.0', basePath = '/api' }: DocumentInfo = {},
): OpenApiDocument {
  const nodes = models.map((name) => modelNode(contract, name));
  const vocabulary = new DocumentVocabulary(nodes, contract.errors);
  const paths = Object.fromEntries(
    nodes.flatMap((model) => Object.entries(modelPaths(vocabulary.of(model), basePath))),
  );
  const { schemas, responses } = vocabulary;
  return {
    openapi: '3.1.1',
    info: { title, version },
    tags: nodes.map(({ name, description }) => ({ name, ...(description !== undefined && { description }) })),
    paths,
    components: { schemas, responses, parameters: sharedParameters, headers: sharedHeaders },
  };
}

function modelNode(contract: Contract, name: string): ModelNode {
  const model = findModel(contract, name);
  if (model !== undefined) return model;
  const known = contract.models.map((each) => each.name).join(', ') || 'none';
  throw new TypeError(`the contract has no model ${name}; it has ${known}.`);
}
