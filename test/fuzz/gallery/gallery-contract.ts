import { fileURLToPath } from 'node:url';
import { ensureContract } from '@persist/compiler';
import type { Contract } from '@persist/contract';

const gallery = fileURLToPath(new URL('../fixtures/gallery', import.meta.url));

/** The contract of the gallery, an app that uses whatever a model can have. */
export async function galleryContract(): Promise<Contract> {
  const { contract } = await ensureContract(gallery);
  return contract;
}
