export { faultyStore, type Faults } from './faulty-store.js';
export { openTestApp, type TestApp, type TestOptions, type TestReply } from './open-test-app.js';
export { testEnvironment, type TestEnvironment } from './test-environment.js';
