/** Which system calls of a server fail, and how. */
export interface FailingCalls {
  /** `fdatasync`; several are separated by commas. */
  readonly calls: string;
  /** `EIO` */
  readonly error: string;
  /** Only on this file. */
  readonly file: string;
  /** The first that fails, counted from 1. */
  readonly from: number;
  /** The last that fails. Default: all from there on. */
  readonly to?: number;
}

/** A command line to run a program by whose system calls fail: the kernel does not execute them, as on a bad disk. */
export function failing({ calls, error, file, from, to }: FailingCalls): readonly string[] {
  const when = to === undefined ? `${from}+` : `${from}..${to}`;
  const inject = `inject=${calls}:error=${error}:when=${when}`;
  return ['strace', '--follow-forks', '--seccomp-bpf', '--output=/dev/null', '-P', file, '-e', `trace=${calls}`, '-e', inject];
}

/** What SQLite syncs with; it depends on how it was compiled. */
export const syncs = 'fsync,fdatasync';

/** What SQLite writes with. */
export const writes = 'pwrite64,write';
