import type { Contract } from '@persist/contract';
import { openTestApp, type TestApp, type TestOptions } from '../../src/testing/index.js';
import { fixtureContract } from '../fixture-contract.js';
import { Film } from '../fixtures/films/src/model.js';

/** The contract of the films fixture, compiled once a process. */
export function filmsContract(): Promise<Contract> {
  return fixtureContract('films');
}

type Scope = Parameters<typeof openTestApp>[0];

/** The films fixture, served on a free port until the test ends. */
export async function openFilms(t: Scope, options: Omit<TestOptions, 'contract'> = {}): Promise<TestApp> {
  return openTestApp(t, Film, { ...options, contract: await filmsContract() });
}

/** A film as HTTP takes it: what must be given, and whatever a test is about. */
export function film(title: string, more: Readonly<Record<string, unknown>> = {}) {
  return { title, score: 0, released: false, shotAt: '2026-01-01T00:00:00.000Z', budget: '0', ...more };
}

/** A page of a list. */
export interface FilmPage {
  readonly items: readonly { readonly id: string; readonly title: string; readonly score: number }[];
  readonly page?: number;
  readonly perPage: number;
  readonly total: number;
  readonly totalPages: number;
  readonly nextCursor?: string;
}
