type Reshaping = 'defineProperty' | 'setPrototypeOf' | 'preventExtensions';

const advice: Readonly<Record<Reshaping, string>> = {
  defineProperty: 'Object.defineProperty cannot be stored; assign a value instead',
  setPrototypeOf: 'the prototype of a stored object cannot be changed; keep the type in a property',
  preventExtensions:
    'Object.freeze, seal and preventExtensions cannot be stored; declare the field `readonly` instead',
};

export function refuseReshaping(operation: Reshaping): never {
  throw new TypeError(`State holds data only: ${advice[operation]}.`);
}

export function refuseKey(key: string | symbol): never {
  const name = typeof key === 'symbol' ? `the symbol ${String(key)}` : `\`${key}\``;
  throw new TypeError(`State holds data only: ${name} cannot be the key of a property; use another string.`);
}
