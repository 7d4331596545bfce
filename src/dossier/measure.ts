/** How wide a text is 字宽: a Han character one em, anything else a little over half; for what is drawn where nothing measures it. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + (char.charCodeAt(0) > 0xff ? 1 : 0.58), 0) * size
