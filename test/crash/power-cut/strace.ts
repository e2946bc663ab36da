import { spawnSync } from 'node:child_process';

/** Whatever changes a file, makes it durable, or sends an answer. A `?` is a call that not every processor has. */
const traced = [
  ...['openat', '?open', '?creat', 'close', '?mkdir', 'mkdirat', '?unlink', 'unlinkat'],
  ...['?rename', '?renameat', 'renameat2', '?link', 'linkat'],
  ...['write', 'writev', 'pwrite64', 'pwritev', 'pwritev2', 'sendto', 'sendmsg', 'sendmmsg', 'sendfile'],
  ...['copy_file_range', 'splice', 'truncate', 'ftruncate', 'fallocate', 'mmap'],
  ...['fsync', 'fdatasync', 'sync_file_range'],
];

/** What to run a program through so that its system calls are written to a file, with all they write. */
export function tracedTo(file: string): readonly string[] {
  assertWorks();
  // All text in hexadecimal, so that no byte of it can be taken for the syntax of the trace.
  const form = ['-y', '-xx', '-s', '1000000', '-qq'];
  return ['strace', '-f', '--seccomp-bpf', ...form, '-e', `trace=${traced.join(',')}`, '-e', 'signal=none', '-o', file];
}

function assertWorks(): void {
  const { error, status, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { encoding: 'utf8' });
  if (error !== undefined) {
    throw new Error('The power cuts need strace: node scripts/install-test-tools.mjs', { cause: error });
  }
  if (status === 0) return;
  throw new Error(
    `strace may not follow what it starts itself: ${stderr.trim()}. In a container allow ptrace ` +
      '(docker run --cap-add=SYS_PTRACE, in Kubernetes securityContext.capabilities.add: [SYS_PTRACE]); ' +
      'on a machine of your own /proc/sys/kernel/yama/ptrace_scope must be below 3.',
  );
}
