import type { Hook } from '@oclif/core';
import { renderProblem } from './report/render-problem.js';

/** What oclif runs where there is no such command, or one that takes no argument is given some. */
const commandNotFound: Hook.CommandNotFound = async function ({ id, config }) {
  const [first = '', ...rest] = id.split(':');
  const problem =
    config.findCommand(first) === undefined
      ? {
          code: 'usage',
          message: `There is no command "${first}".`,
          hint: `There are ${config.commandIDs.toSorted().join(', ')}. See: ${config.bin} --help`,
        }
      : {
          code: 'usage',
          message: `${config.bin} ${first} takes no argument, such as "${rest.join(':')}".`,
          hint: `See: ${config.bin} ${first} --help`,
        };
  process.stderr.write(`${renderProblem(problem, process.stderr)}\n`);
  this.exit(2);
};

export default commandNotFound;
