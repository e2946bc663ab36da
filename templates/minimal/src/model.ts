import { apiError, command, model, query } from '@persist/runtime';

@apiError({ status: 409 })
export class NoteArchived extends Error {
  constructor(readonly noteTitle: string) {
    super(`the note "${noteTitle}" is archived and can no longer be changed`);
  }
}

@model
export class Note {
  /**
   * @minLength 1
   * @maxLength 200
   */
  title: string;
  text: string;
  archived = false;

  constructor(title: string, text = '') {
    this.title = title;
    this.text = text;
  }

  /** Replaces the text. */
  @command rewrite(text: string): void {
    if (this.archived) throw new NoteArchived(this.title);
    this.text = text;
  }

  /** Puts the note away for good. */
  @command archive(): void {
    this.archived = true;
  }

  @query wordCount(): number {
    return this.text.split(/\s+/).filter(Boolean).length;
  }
}
