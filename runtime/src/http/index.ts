export type { HttpAnswer } from './exchange/answer.js';
export { entityTag, matchesIfNoneMatch, parseIfMatchHeader } from './headers/entity-tag.js';
export type { HeaderValue } from './headers/header-value.js';
export { normalizeIdempotencyKey } from './headers/idempotency-key.js';
export { normalizeRequestId } from './headers/request-id.js';
export { parseTraceparent } from './headers/traceparent.js';
export type { Contact, License, SecurityScheme } from './openapi/document.js';
export { openApiForApp, openApiForModel, type DocumentInfo } from './openapi/open-api.js';
export { infoFromPackage, type PackageInfo } from './openapi/package-info.js';
export { problemCatalogue, type CatalogueEntry, type ProblemCode } from './problems/problem-catalogue.js';
export { problemResponse, type ProblemResponse } from './problems/problem-response.js';
export {
  mapConflictProblem,
  toProblem,
  type Problem,
  type ProblemContext,
  type ProblemDocument,
} from './problems/problem.js';
export { RequestError, type RequestErrorCode } from './problems/request-error.js';
export type { AnyRequest } from './respond/any-request.js';
export { readJson } from './respond/read-json.js';
export {
  responder,
  type Asked,
  type AskedCall,
  type Respond,
  type ResponderOptions,
  type Work,
} from './respond/responder.js';
export { toAnswer, type Answerable, type AnswerOptions } from './respond/to-answer.js';
export { createServer, type ServerOptions } from './server/create-server.js';
export type { FaultLog } from './problems/fault-log.js';
export type { Identify, IncomingCall } from './exchange/identify.js';
export type { ServerLimits } from './server/server-limits.js';
export type { RequestMessage } from './server/request-events.js';
export { persistRoutes, type MountOptions, type PersistRoutesOptions } from './server/persist-routes.js';
