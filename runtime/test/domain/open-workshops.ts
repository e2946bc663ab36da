import type { TestContext } from 'node:test';
import { openTestApp } from '@persist/runtime/testing';
import { workshopContract } from '../engine/open-engine.js';
import { Workshop } from '../fixtures/workshop/src/model.js';

/** The workshops of an app that is served until the test ends. */
export async function openWorkshops(t: TestContext) {
  const app = await openTestApp(t, Workshop, { contract: await workshopContract() });
  return app.domain(Workshop);
}
