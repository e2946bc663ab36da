import { command, model } from '@persist/runtime';

export interface Reading {
  sensor: string;
  value: number;
  takenAt: string;
}

/** Grows by an element a command. */
@model
export class Series {
  name: string;
  readings: Reading[] = [];
  count = 0;
  sum = 0;

  constructor(name: string) {
    this.name = name;
  }

  @command append(reading: Reading): void {
    this.readings.push(reading);
    this.count += 1;
    this.sum += reading.value;
  }

  /** Many at once, to begin with. */
  @command fill(readings: Reading[]): void {
    for (const reading of readings) this.append(reading);
  }
}
