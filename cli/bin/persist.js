#!/usr/bin/env node
import { execute, settings } from '@oclif/core';

// Commands are compiled ahead of time, whatever NODE_ENV says.
settings.enableAutoTranspile = false;
await execute({ dir: import.meta.url });
