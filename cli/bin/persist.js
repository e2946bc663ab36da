#!/usr/bin/env node
import module from 'node:module';

// Before anything else is loaded; Node 20 has none.
module.enableCompileCache?.();
const { execute, settings } = await import('@oclif/core');

// Commands are compiled ahead of time, whatever NODE_ENV says.
settings.enableAutoTranspile = false;
await execute({ dir: import.meta.url });
