const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What both oneself and another have changed since a form was opened, and to different values. */
export function clashes<Form extends object>(before: Form, theirs: Form, form: Form): (keyof Form)[] {
  return (Object.keys(before) as (keyof Form)[]).filter(
    (field) => !same(before[field], theirs[field]) && !same(form[field], before[field]) && !same(form[field], theirs[field]),
  );
}

/** What one typed stays; what one has not touched follows the others. */
export function withTheirs<Form extends object>(before: Form, theirs: Form, form: Form): Form {
  const follows = (Object.keys(before) as (keyof Form)[]).filter((field) => same(form[field], before[field]));
  return { ...form, ...Object.fromEntries(follows.map((field) => [field, theirs[field]])) };
}
