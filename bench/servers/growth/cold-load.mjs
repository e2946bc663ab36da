// The first look at a series with so many readings, after the app was opened anew.
import { performance } from 'node:perf_hooks';
import { serve } from '../serve.mjs';
import { fillSeries, openSeries } from './open-series.mjs';

const [, , data, elements] = process.argv;
const filled = await openSeries(data);
const id = await fillSeries(filled.series, Number(elements));
await filled.app.close();

const { app, series } = await openSeries(data);
// What is loaded and compiled at the first look at anything is none of the size's business.
await series.get((await series.create('another')).id);
const begun = performance.now();
await series.on(id).append({ sensor: 'a', value: 1, takenAt: '2026-01-01T00:00:00.000Z' });
const loadMs = performance.now() - begun;
await app.close();
serve({ loadMs });
