using System.Globalization;
using System.Text;

namespace MLNetTuning.Experiments.Reports;

/// <summary>Writes a page, element by element. What it is given as text is escaped; the page is well-formed XML too.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = [];

    /// <summary>Opens an element.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="classes">Its classes.</param>
    /// <param name="id">Its id.</param>
    public HtmlWriter Open(string tag, string? classes = null, string? id = null)
    {
        _text.Append('<').Append(tag);
        Attribute("class", classes);
        Attribute("id", id);
        _text.Append('>');
        _open.Push(tag);
        return this;
    }

    /// <summary>Closes the innermost element.</summary>
    public HtmlWriter Close()
    {
        _text.Append("</").Append(_open.Pop()).Append(">\n");
        return this;
    }

    /// <summary>An element with a text.</summary>
    public HtmlWriter Element(string tag, string text, string? classes = null)
    {
        _text.Append('<').Append(tag);
        Attribute("class", classes);
        _text.Append('>').Append(HtmlText.Escape(text)).Append("</").Append(tag).Append(">\n");
        return this;
    }

    /// <summary>Text inside the element that is open.</summary>
    public HtmlWriter Text(string text)
    {
        _text.Append(HtmlText.Escape(text));
        return this;
    }

    /// <summary>What is markup already.</summary>
    public HtmlWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>A section with a title and a sentence that says what it shows.</summary>
    public HtmlWriter OpenSection(string id, string title, string? intro = null)
    {
        Open("section", "card", id).Element("h2", title);
        return intro is null ? this : Element("p", intro, "intro");
    }

    /// <summary>A table that scrolls by itself when the window is narrow.</summary>
    /// <param name="header">The columns' titles; those that start with # hold numbers.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="classes">Classes of the table.</param>
    public HtmlWriter Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, string? classes = null)
    {
        Open("div", "scroll").Open("table", classes).Open("thead").Open("tr");
        foreach (var title in header)
        {
            Element("th", title.TrimStart('#'), title.StartsWith('#') ? "number" : null);
        }

        Close().Close().Open("tbody");
        foreach (var row in rows)
        {
            Open("tr");
            foreach (var (cell, title) in row.Zip(header))
            {
                Element("td", cell, title.StartsWith('#') ? "number" : null);
            }

            Close();
        }

        return Close().Close().Close();
    }

    /// <summary>Bars beside their names; lengths are shares of the longest.</summary>
    public HtmlWriter Bars(IReadOnlyList<(string Name, double Value, string Text)> bars)
    {
        var longest = Math.Max(1e-300, bars.Select(bar => bar.Value).DefaultIfEmpty(0).Max());
        Open("div", "bars");
        foreach (var (name, value, text) in bars)
        {
            var width = (100 * Math.Clamp(value / longest, 0, 1)).ToString("0.#", CultureInfo.InvariantCulture);
            Element("span", HtmlText.Short(name, 60), "name").Raw($"<span class=\"bar\"><i style=\"width:{width}%\"></i></span>").Element("span", text, "value");
        }

        return Close();
    }

    /// <summary>A drawing with its title and, where it shows several things, their colours.</summary>
    public HtmlWriter Figure(string title, string drawing, params IReadOnlyList<(string Name, string Color)> legend)
    {
        Open("figure").Element("figcaption", title);
        if (legend.Count > 0)
        {
            Open("ul", "legend");
            foreach (var (name, color) in legend)
            {
                Element("li", name, color);
            }

            Close();
        }

        return Raw(drawing).Close();
    }

    /// <summary>The page.</summary>
    public override string ToString() => _open.Count == 0 ? _text.ToString() : throw new InvalidOperationException($"<{_open.Peek()}> is still open.");

    private void Attribute(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(' ').Append(name).Append("=\"").Append(HtmlText.Escape(value)).Append('"');
        }
    }
}
