export type { Built } from './build/build-for-production.js';
export type {
  ContractChangedEvent,
  DevEvent,
  ErrorEvent,
  Phase,
  ReadyEvent,
  ReloadedEvent,
  RequestEvent,
  SchemaChangedEvent,
  StoppedEvent,
  WarningEvent,
} from './dev/dev-event.js';
export type { CheckResult } from './doctor/check.js';
export type { DoctorReport } from './doctor/doctor-report.js';
export type { Place, Problem } from './report/problem.js';
export type { Created } from './scaffold/next-steps.js';
