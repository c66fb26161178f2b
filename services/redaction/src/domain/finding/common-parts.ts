/**
 * Parts of names that so many people have that they find nobody, and whose hashes would be known by how often they stand there.
 * They are not indexed alone; the whole name and the pairs hold them.
 */
const COMMON: ReadonlySet<string> = new Set(
  [
    'maria jose juan luis carlos jorge miguel angel manuel francisco antonio pedro ana rosa carmen guadalupe',
    'garcia rodriguez gonzalez hernandez lopez martinez perez sanchez ramirez torres flores cruz gomez diaz reyes morales',
    'silva santos souza sousa oliveira pereira lima costa ferreira joao paulo francisca antonia',
    'jean marie pierre joseph louis francois paul michel',
    'john james mary william david michael smith johnson williams brown jones',
  ].flatMap(line => line.split(' ')),
)

export const isCommonPart = (part: string): boolean => COMMON.has(part)
