import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PersistApp } from '@persist/runtime';
import { builtFolder } from '../../driver/build-app.mjs';

const folder = builtFolder('bench/apps/growth');
const PER_FILL = 10_000;

/** The growth app in this process: `{ app, series }`. */
export async function openSeries(data) {
  const app = await PersistApp.open(data, { contract: join(folder, 'contract.json') });
  const { Series } = await import(pathToFileURL(join(folder, 'model.js')).href);
  return { app, series: await app.openDomain(Series) };
}

/** A series with so many readings; answers its id. */
export async function fillSeries(series, elements) {
  const { id } = await series.create('temperature');
  for (let from = 0; from < elements; from += PER_FILL) {
    const length = Math.min(PER_FILL, elements - from);
    await series.on(id).fill(Array.from({ length }, (_, index) => reading(from + index)));
  }
  return id;
}

export function reading(number) {
  return { sensor: `sensor-${number % 10}`, value: number % 100, takenAt: '2026-01-01T00:00:00.000Z' };
}
