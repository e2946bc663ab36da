/** An object that was left in two places of the state: storage would make two of it. */
export class AliasError extends Error {
  override readonly name = 'AliasError';
  readonly paths: readonly [string, string];

  constructor(first: string, second: string) {
    super(
      `\`${first}\` and \`${second}\` are the same object. State is a tree: keep the object in one place ` +
        'and store its id, or a copy (`{ ...value }`), in the other.',
    );
    this.paths = [first, second];
  }
}
