/** What a translation must have: every key of the English catalogue, and a `_many` wherever English counts. */
export type Translation<T> = { [K in keyof T]: T[K] extends string ? string : Translation<T[K]> } & {
  [K in keyof T as ManyOf<K>]: string
}
/** The plural of exact millions, which Spanish has and English lacks: "1.000.000 de filas". */
type ManyOf<K> = K extends `${infer Base}_other` ? `${Base}_many` : never
