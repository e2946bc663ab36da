import { command, index, model } from '@persist/runtime';

@model
export class Ticket {
  title: string;
  @index({ with: ['priority'] }) status: 'open' | 'done' = 'open';
  priority: number;
  assignee: string | null = null;

  constructor(title: string, priority: number) {
    this.title = title;
    this.priority = priority;
  }

  @command close(): void {
    this.status = 'done';
  }
}
