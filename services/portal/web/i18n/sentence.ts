/** With the full stop of its sentence, which the hour may have already: "8:51 a. m.". */
export const ending = (text: string): string => `${text}.`.replace(/\.\.$/, '.')
