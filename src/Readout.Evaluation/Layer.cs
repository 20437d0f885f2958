namespace Readout.Evaluation;

/// <summary>The layers that are scored, in the order of the report.</summary>
public enum Layer { People, Organizations, Places, Events, Statements, Figures, Commitments, Relations, Initiatives, Topics }

/// <summary>Scores of one layer over all documents, as the report prints them.</summary>
/// <param name="Precision">Matched of the predicted items, rounded to four digits as the others are.</param>
/// <param name="Recall">Matched of the gold items.</param>
/// <param name="Found">F1 of the two.</param>
/// <param name="Right">F1 that counts a match only as far as its keys are right.</param>
public sealed record LayerScore(Layer Layer, double Precision, double Recall, double Found, double Right, int Gold, int Predicted);
