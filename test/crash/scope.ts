/** A test, or a file of tests (`{ after }`): what was made for it is gone when it ends. */
export interface Scope {
  after(cleanUp: () => Promise<void>): void;
}
