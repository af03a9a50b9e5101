/** Characters that are drawn as nothing, or that turn what stands around them; not those that everybody types. */
const unseen = /([^\P{C}\n\t]|\p{Default_Ignorable_Code_Point})/u;

/** A text of which every character can be seen. */
export const Visible = ({ text }: { readonly text: string }) =>
  text.split(unseen).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // The same character may stand in several places.
      // oxlint-disable-next-line react/no-array-index-key
      <span key={index} className="developer-code-point">
        {`U+${(part.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`}
      </span>
    ),
  );
