/** What a form says before anything is saved: the command's own schema and rules, by field. Pure. */
import { type PersonFields, personFieldsSchema } from './person-fields.ts';
import { checkPerson } from './person-rules.ts';

/** Codes of what is wrong, by field; empty when it may be saved. @param today YYYY-MM-DD where the user is */
export function problemsOf(fields: PersonFields, today: string): Partial<Record<keyof PersonFields, string>> {
  const problems: Partial<Record<keyof PersonFields, string>> = {};
  const parsed = personFieldsSchema.safeParse(fields);
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const field = issue.path[0] as keyof PersonFields;
    problems[field] ??= field === 'name' && fields.name.trim() === '' ? 'name_missing' : 'invalid';
  }
  for (const { code, field } of checkPerson(fields, today)) problems[field as keyof PersonFields] ??= code;
  return problems;
}
