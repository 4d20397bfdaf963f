export const home = {
  hello: 'Hello {{name}}',
}
