import type { Check } from './check.js';
import { checkClock } from './checks/clock.js';
import { checkContract } from './checks/contract.js';
import { checkDataFolder } from './checks/data-folder.js';
import { checkDatabase } from './checks/database.js';
import { checkDiskSpace } from './checks/disk-space.js';
import { checkDurability } from './checks/durability.js';
import { checkNativeModule } from './checks/native-module.js';
import { checkNode } from './checks/node.js';
import { checkPackages } from './checks/packages.js';
import { checkPort } from './checks/port.js';
import { checkStoredModels } from './checks/stored-models.js';
import { checkTsconfig } from './checks/tsconfig.js';

/** All checks by their names, in the order they are shown; `docs/doctor.md` has a section for each. */
export const checks: Readonly<Record<string, Check>> = {
  'node': checkNode,
  'native-module': checkNativeModule,
  'packages': checkPackages,
  'tsconfig': checkTsconfig,
  'contract': checkContract,
  'data-folder': checkDataFolder,
  'database': checkDatabase,
  'durability': checkDurability,
  'stored-models': checkStoredModels,
  'disk-space': checkDiskSpace,
  'clock': checkClock,
  'port': checkPort,
};
