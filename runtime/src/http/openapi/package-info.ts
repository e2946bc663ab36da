import type { Contact, License } from './document.js';

/** What a service says about itself in its documents, as far as a `package.json` has it. */
export interface PackageInfo {
  readonly title?: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: License;
  readonly contact?: Contact;
}

/** @param manifest a parsed `package.json`; members that are not what npm knows are left out. */
export function infoFromPackage(manifest: unknown): PackageInfo {
  const { name, version, description, license, author } = manifest as Readonly<Record<string, unknown>>;
  const contact = contactOf(author);
  return {
    ...(isText(name) && { title: name }),
    ...(isText(version) && { version }),
    ...(isText(description) && { description }),
    ...(isText(license) && license !== 'UNLICENSED' && { license: { name: license, identifier: license } }),
    ...(contact !== undefined && { contact }),
  };
}

/** npm writes a person as an object, or as `Ann <ann@example.org> (https://example.org)`. */
function contactOf(author: unknown): Contact | undefined {
  if (isText(author)) {
    const [, name, email, url] = /^([^<(]*)(?:<([^>]*)>)?\s*(?:\(([^)]*)\))?$/.exec(author) ?? [];
    return contact({ name: name?.trim(), email, url });
  }
  return typeof author === 'object' && author !== null ? contact(author) : undefined;
}

function contact(person: { readonly name?: unknown; readonly email?: unknown; readonly url?: unknown }): Contact | undefined {
  const { name, email, url } = person;
  const known = {
    ...(isText(name) && { name }),
    ...(isText(email) && { email }),
    ...(isText(url) && { url }),
  };
  return Object.keys(known).length === 0 ? undefined : known;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
