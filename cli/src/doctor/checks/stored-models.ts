import type { DatabaseContents, MigrationForecast } from '@persist/runtime/advanced';
import { schemaChangeText } from '../../dev/schema-change-text.js';
import { countText } from '../amount.js';
import type { Finding } from '../check.js';
import { withContents } from '../database-look.js';
import { fail, pass, warn } from '../finding.js';
import type { Subject } from '../subject.js';

/** What is stored fits the contract, so that the next start goes through. */
export async function checkStoredModels({ database }: Subject): Promise<Finding> {
  return withContents(await database(), judge);
}

function judge({ models, migration }: DatabaseContents): Finding {
  if (migration === undefined) {
    return warn({
      summary: 'not checked: there is no contract to compare with',
      mend: 'Mend what the check `contract` says.',
    });
  }
  if (migration.kind === 'refused') return refused(migration);
  if (migration.changes.length > 0) {
    return warn({
      summary: `the next start makes ${countText(migration.changes.length, 'change')} to the tables`,
      detail: migration.changes.map(schemaChangeText).join('\n'),
      mend: 'Nothing has to be done. Copy the data folder first if you may want to go back.',
    });
  }
  const records = models.reduce((sum, model) => sum + model.records, 0);
  return pass(`${countText(models.length, 'model')}, ${countText(records, 'record')}; they fit the contract`);
}

function refused({ error }: MigrationForecast & { readonly kind: 'refused' }): Finding {
  const mend =
    error.code === 'schema_change_refused'
      ? 'Change the model as each line says, or go back to the one that is stored.'
      : error.hint;
  return fail({ summary: 'the next start would be refused', detail: error.problem, mend });
}
