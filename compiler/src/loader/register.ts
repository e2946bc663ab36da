import { installHooks } from './install-hooks.js';

process.setSourceMapsEnabled(true);
installHooks();
