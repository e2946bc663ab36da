import { parentPort, workerData } from 'node:worker_threads';
import { createContractCompiler } from '@persist/compiler';
import type { ContractThreadData } from './contract-thread.js';

const { root } = workerData as ContractThreadData;
const compiler = createContractCompiler({ root });
parentPort?.on('message', () => parentPort?.postMessage(compiler.compile()));
