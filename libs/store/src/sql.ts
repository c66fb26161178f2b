/** Column by name. timestamptz comes as Date, date and bigint as string, bytea as Buffer, json as its value. */
export type Row = Record<string, unknown>

/**
 * One statement, with $1, $2 ... for its parameters. The type of its rows is the caller's word: name the columns.
 * Throws DatabaseError, or `database_unavailable`.
 */
export type Sql = <R extends object = Row>(text: string, params?: readonly unknown[]) => Promise<R[]>
