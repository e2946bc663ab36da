import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Opens a page in the browser of `$BROWSER`, else in the one the system prefers.
 *
 * @throws {Error} where there is no program to do it; what that program does later is its own business.
 */
export async function openInBrowser(url: string): Promise<void> {
  const [program, ...args] = opener(process.platform, process.env['BROWSER']);
  const child = spawn(program, [...args, url], { detached: true, stdio: 'ignore' });
  child.unref();
  await once(child, 'spawn');
}

function opener(platform: NodeJS.Platform, browser: string | undefined): [string, ...string[]] {
  if (browser !== undefined && browser !== '') return [browser];
  if (platform === 'darwin') return ['open'];
  // The first argument of `start` is a window title.
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return ['xdg-open'];
}
