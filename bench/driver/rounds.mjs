/** Each round measures every variant; alternating, so that a slow minute of the machine hits all of them. */
export async function inRounds(rounds, variants, measure) {
  for (let round = 0; round < rounds; round += 1) {
    for (const variant of round % 2 === 0 ? variants : variants.toReversed()) await measure(variant);
  }
}

/** The median of each figure over several runs. */
export function medianOf(runs) {
  return Object.fromEntries(Object.keys(runs[0]).map((name) => [name, middle(runs.map((run) => run[name]))]));
}

function middle(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}

/** `persist   2997/s  ×1.52  p50 20.10 ms  p99 35.30 ms  392 µs CPU` */
export function lineOf(variant, { perSecond, p50Ms, p99Ms, cpuUs }, ratio) {
  return (
    `${variant.padEnd(14)}${perSecond.toFixed(0).padStart(8)}/s  ×${ratio.toFixed(2)}` +
    `  p50 ${p50Ms.toFixed(2)} ms  p99 ${p99Ms.toFixed(2)} ms  ${cpuUs.toFixed(0)} µs CPU`
  );
}
