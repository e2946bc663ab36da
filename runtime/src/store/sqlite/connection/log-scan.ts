/** A frame that does not add up, although commits were made on top of it. */
export interface Damage {
  /** Counted from 1; 0 is the header of the log. */
  readonly frame: number;
  /** Commits from there on that were acknowledged: others were made on top of them. */
  readonly commits: number;
}

type Sum = readonly [number, number];

const frameHeader = 24;

/**
 * Reads the frames of a write-ahead log (https://www.sqlite.org/fileformat2.html#walformat) in their order.
 *
 * Each frame holds the checksum of all before it, so frames behind a damaged one still prove whose successors they are.
 * A commit is synced before the next transaction begins; a power cut, or a commit that failed, leaves torn frames of
 * one transaction at most. A frame that continues from a commit behind the damage therefore proves that it was
 * acknowledged. The last transaction alone proves nothing: it may be torn.
 */
export class LogScan {
  readonly frameSize: number;
  readonly #wordsAreLittleEndian: boolean;
  #salts: Buffer | undefined;
  /** What the frame before says that everything up to it adds up to. */
  #before: Sum;
  #beforeCommits = false;
  #frame = 0;
  #damagedAt: number | undefined;
  #commits = 0;

  constructor(header: Buffer) {
    const magic = header.readUInt32BE(0);
    this.#wordsAreLittleEndian = magic !== bigEndianMagic;
    this.#before = [header.readUInt32BE(24), header.readUInt32BE(28)];
    const pageSize = header.readUInt32BE(8);
    const isWhole =
      (magic === littleEndianMagic || magic === bigEndianMagic) &&
      same(this.#sum([0, 0], header.subarray(0, 24)), this.#before);
    // Of a header that says nothing, no size either: all databases of ours have pages of this one.
    this.frameSize = frameHeader + (isWhole ? pageSize : usualPageSize);
    if (isWhole) this.#salts = header.subarray(16, 24);
    else this.#damagedAt = 0;
  }

  add(frame: Buffer): void {
    this.#frame += 1;
    const salts = frame.subarray(8, 16);
    this.#salts ??= salts;
    const stated: Sum = [frame.readUInt32BE(16), frame.readUInt32BE(20)];
    const isOurs = this.#salts.equals(salts);
    const continues = isOurs && same(this.#sum(this.#sum(this.#before, frame.subarray(0, 8)), frame.subarray(frameHeader)), stated);
    if (!continues) this.#damagedAt ??= this.#frame;
    else if (this.#damagedAt !== undefined && this.#beforeCommits) this.#commits += 1;
    this.#before = stated;
    this.#beforeCommits = isOurs && this.#damagedAt !== undefined && frame.readUInt32BE(4) > 0;
  }

  get damage(): Damage | undefined {
    return this.#commits === 0 ? undefined : { frame: this.#damagedAt!, commits: this.#commits };
  }

  #sum([first, second]: Sum, bytes: Buffer): Sum {
    let [one, two] = [first, second];
    for (let at = 0; at < bytes.length; at += 8) {
      one = (one + this.#word(bytes, at) + two) | 0;
      two = (two + this.#word(bytes, at + 4) + one) | 0;
    }
    return [one >>> 0, two >>> 0];
  }

  #word(bytes: Buffer, at: number): number {
    return this.#wordsAreLittleEndian ? bytes.readInt32LE(at) : bytes.readInt32BE(at);
  }
}

const littleEndianMagic = 0x377f0682;
const bigEndianMagic = 0x377f0683;
const usualPageSize = 4096;

function same([a, b]: Sum, [c, d]: Sum): boolean {
  return a === c && b === d;
}
