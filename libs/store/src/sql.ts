/** Column by name. timestamptz comes as Date, date and bigint as string, bytea as Buffer, json as its value. */
export type Row = Record<string, unknown>

/**
 * One statement, with $1, $2 ... for its parameters. The type of its rows is the caller's word: name the columns.
 * Throws DatabaseError, or `database_unavailable`. `name`: parsed and planned once for each connection, for what is asked all the time; such
 * a statement names its columns, for `*` would not survive a column more. One name is one text.
 */
export type Sql = <R extends object = Row>(text: string, params?: readonly unknown[], name?: string) => Promise<R[]>
