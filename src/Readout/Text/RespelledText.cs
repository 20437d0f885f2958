namespace Readout.Text;

/// <summary>A text spelled in other letters than it was given in, so that one set of tables reads both.</summary>
/// <param name="Text">What is read.</param>
/// <param name="Original">As given: what evidence quotes.</param>
/// <param name="Places">For each UTF-16 index of <paramref name="Text"/> and its end the index in <paramref name="Original"/>.</param>
internal sealed record RespelledText(string Text, string Original, int[] Places);
